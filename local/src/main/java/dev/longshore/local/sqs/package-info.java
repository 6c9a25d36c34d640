/** Queues: SQS in virtual time, ElasticMQ for real use, and Lambda's event source over either. */
@NullMarked
package dev.longshore.local.sqs;

import org.jspecify.annotations.NullMarked;
