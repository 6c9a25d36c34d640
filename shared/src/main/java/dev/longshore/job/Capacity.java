package dev.longshore.job;

/** What a task is bought as: spare capacity that AWS may take back, or capacity that stays. */
public enum Capacity {
  SPOT("FARGATE_SPOT"),
  ON_DEMAND("FARGATE");

  private final String provider;

  Capacity(String provider) {
    this.provider = provider;
  }

  /** The name of its ECS capacity provider. */
  public String provider() {
    return provider;
  }
}
