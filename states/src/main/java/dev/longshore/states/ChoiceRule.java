package dev.longshore.states;

import dev.longshore.states.query.Template;

/** A way out of a Choice state, open if its condition is true. */
public record ChoiceRule(Template condition, Exit exit) {}
