package dev.longshore.simulation.cloud;

import dev.longshore.aws.Deployment;
import dev.longshore.orchestration.Settings;
import java.util.List;
import java.util.Map;

/** Where and under which names Longshore is deployed in a simulated cloud. */
final class SimulatedDeployment {

  static final String STACK = "sim";
  static final String ACCOUNT = "000000000000";
  static final String REGION = "us-east-1";
  static final String CLUSTER = "longshore";

  /** One in each of three zones. */
  static final List<String> SUBNETS = List.of("subnet-a", "subnet-b", "subnet-c");

  private SimulatedDeployment() {}

  static Deployment of(SimulatedCloud.Options options) {
    var settings =
        new Settings(
            STACK,
            SUBNETS,
            "checkpoints",
            options.billing(),
            options.paced() ? Settings.AWS_CALLS : null,
            options.paced() ? Settings.AWS_LAUNCHES : Map.of());
    return new Deployment(
        settings,
        CLUSTER,
        "arn:aws:states:%s:%s:stateMachine:longshore-run".formatted(REGION, ACCOUNT),
        "default",
        "ls-",
        List.of());
  }
}
