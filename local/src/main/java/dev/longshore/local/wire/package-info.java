/** The AWS SDK's model objects as JSON and back, as the services' own wire has them. */
@NullMarked
package dev.longshore.local.wire;

import org.jspecify.annotations.NullMarked;
