/** JSONata as Step Functions has it: expressions, templates that hold them, and what they see. */
@NullMarked
package dev.longshore.states.query;

import org.jspecify.annotations.NullMarked;
