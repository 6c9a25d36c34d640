/** The ledger of a data folder, as commands look at it. */
@NullMarked
package dev.longshore.cli.ledger;

import org.jspecify.annotations.NullMarked;
