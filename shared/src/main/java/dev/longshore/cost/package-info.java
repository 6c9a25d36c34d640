/** What tasks cost: Fargate's prices, its billing rule, and sums of money. */
@NullMarked
package dev.longshore.cost;

import org.jspecify.annotations.NullMarked;
