package dev.longshore.job;

/**
 * Which capacity a job's tasks are bought from.
 *
 * @param onDemandAfter how many interruptions move a job that prefers Spot to on-demand capacity
 */
public record CapacityPolicy(Spot spot, int onDemandAfter) {

  public static final CapacityPolicy DEFAULT = new CapacityPolicy(Spot.PREFERRED, 2);

  /** How a job stands to Spot. */
  public enum Spot {
    /**
     * Spot first; on demand after {@link #onDemandAfter} interruptions, or when Spot has none to
     * give.
     */
    PREFERRED,
    /** Spot or nothing. */
    ONLY,
    /** Always on demand. */
    NEVER
  }
}
