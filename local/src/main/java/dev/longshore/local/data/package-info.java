/** The data folder: who may write to it, and the ledger's database in it. */
@NullMarked
package dev.longshore.local.data;

import org.jspecify.annotations.NullMarked;
