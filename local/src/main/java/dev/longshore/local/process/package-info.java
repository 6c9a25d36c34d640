/** Tasks as processes of this machine, the lock of a data folder, and the reaper behind both. */
@NullMarked
package dev.longshore.local.process;

import org.jspecify.annotations.NullMarked;
