/**
 * The forecast: people's own jobs on the shipped code in virtual time, and what that comes to in
 * money, vCPUs and delays.
 */
@NullMarked
package dev.longshore.simulation.forecast;

import org.jspecify.annotations.NullMarked;
