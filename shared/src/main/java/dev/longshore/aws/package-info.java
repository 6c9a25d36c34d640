/** The services of AWS behind the ports of orchestration, over the clients of the AWS SDK. */
@NullMarked
package dev.longshore.aws;

import org.jspecify.annotations.NullMarked;
