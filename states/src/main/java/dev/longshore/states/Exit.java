package dev.longshore.states;

import dev.longshore.states.query.Template;
import org.jspecify.annotations.Nullable;

/**
 * How a state is left.
 *
 * @param output what the next state gets; null for the state's own result
 * @param assign the variables that are set; null for none
 * @param next the next state; null if the execution ends here
 */
public record Exit(@Nullable Template output, @Nullable Template assign, @Nullable String next) {}
