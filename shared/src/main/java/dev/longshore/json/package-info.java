/** JSON as plain maps, lists and scalars, with typed reading. */
@NullMarked
package dev.longshore.json;

import org.jspecify.annotations.NullMarked;
