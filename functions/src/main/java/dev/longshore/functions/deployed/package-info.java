/** What the handlers are made of where Lambda constructs them: clients, settings, priming. */
@NullMarked
package dev.longshore.functions.deployed;

import org.jspecify.annotations.NullMarked;
