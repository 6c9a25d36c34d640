/**
 * The ledger: the durable record of runs, slots and paces, and the small store that it asks for.
 */
@NullMarked
package dev.longshore.ledger;

import org.jspecify.annotations.NullMarked;
