/** What is decided of a member, as pure functions whose answers carry their evidence. */
@NullMarked
package dev.longshore.decision;

import org.jspecify.annotations.NullMarked;
