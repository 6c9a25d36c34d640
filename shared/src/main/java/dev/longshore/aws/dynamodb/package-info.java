/** The ledger's store on DynamoDB, and the table that it needs. */
@NullMarked
package dev.longshore.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
