/** What is written to the terminal: tables, amounts, times. */
@NullMarked
package dev.longshore.cli.text;

import org.jspecify.annotations.NullMarked;
