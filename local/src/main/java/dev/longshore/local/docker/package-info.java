/** Tasks as containers of a Docker engine. */
@NullMarked
package dev.longshore.local.docker;

import org.jspecify.annotations.NullMarked;
