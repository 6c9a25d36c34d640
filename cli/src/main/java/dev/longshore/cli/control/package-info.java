/** The loopback socket by which commands speak to the process that writes a data folder. */
@NullMarked
package dev.longshore.cli.control;

import org.jspecify.annotations.NullMarked;
