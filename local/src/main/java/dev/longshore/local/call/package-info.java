/**
 * The calls that handlers make of the cloud and the ledger, as one seam where faults can be put in.
 */
@NullMarked
package dev.longshore.local.call;

import org.jspecify.annotations.NullMarked;
