/** The application as it is deployed, on an AWS of this machine. */
@NullMarked
package dev.longshore.endtoend;

import org.jspecify.annotations.NullMarked;
