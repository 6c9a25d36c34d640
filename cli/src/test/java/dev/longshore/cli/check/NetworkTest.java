package dev.longshore.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cli.check.Finding.Level;
import dev.longshore.cli.check.Network.Endpoint;
import dev.longshore.cli.check.Network.RouteTable;
import dev.longshore.cli.check.Network.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  private static final Subnet A = new Subnet("subnet-a", "vpc-1", "eu-west-1a", 200);
  private static final Subnet B = new Subnet("subnet-b", "vpc-1", "eu-west-1b", 200);

  private static RouteTable main(@Nullable String wayOut) {
    return new RouteTable("rtb-main", "vpc-1", true, Set.of(), Optional.ofNullable(wayOut));
  }

  private static Endpoint endpoint(String service) {
    return new Endpoint(
        service, "vpc-1", true, service.equals("s3") ? Set.of("rtb-main") : Set.of(), true);
  }

  private static List<Endpoint> all() {
    return List.of(endpoint("ecr.api"), endpoint("ecr.dkr"), endpoint("logs"), endpoint("s3"));
  }

  private static List<Finding> findings(RouteTable table, List<Endpoint> endpoints) {
    return new Network(List.of(A, B), List.of(table), endpoints)
        .findings(List.of("subnet-a", "subnet-b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nat-1", "tgw-1", "eni-1", "pcx-1"})
  void aWayOutLeadsToEverything(String way) {
    assertThat(findings(main(way), List.of()))
        .extracting(Finding::level)
        .containsExactly(Level.OK, Level.OK);
  }

  @Test
  void allEndpointsAreAWay() {
    assertThat(findings(main(null), all())).extracting(Finding::level).containsOnly(Level.OK);
  }

  @Test
  void eachEndpointThatIsMissingIsNamed() {
    for (var missing : List.of("ecr.api", "ecr.dkr", "logs", "s3")) {
      var others = new ArrayList<>(all());
      others.removeIf(endpoint -> endpoint.service().equals(missing));
      assertThat(findings(main(null), others))
          .hasSize(2)
          .allSatisfy(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WRONG);
            assertThat(finding.said()).startsWith("has no way to " + missing + ": add");
          });
    }
  }

  @Test
  void anEndpointCountsOnlyIfItServesTheSubnet() {
    for (var other :
        List.of(
            new Endpoint("logs", "vpc-2", true, Set.of(), true),
            new Endpoint("logs", "vpc-1", false, Set.of(), true),
            new Endpoint("logs", "vpc-1", true, Set.of(), false),
            new Endpoint("s3", "vpc-1", true, Set.of("rtb-other"), true))) {
      var endpoints = new ArrayList<>(all());
      endpoints.removeIf(endpoint -> endpoint.service().equals(other.service()));
      endpoints.add(other);
      assertThat(findings(main(null), endpoints))
          .as("%s", other)
          .allMatch(finding -> finding.said().contains("no way to " + other.service()));
    }
  }

  @Test
  void anInternetGatewayIsNoWayForTasksWithoutAnAddress() {
    assertThat(findings(main("igw-1"), List.of()).getFirst().said())
        .contains("ecr.api, ecr.dkr, logs, s3", "internet gateway");
    assertThat(findings(main("igw-1"), all()).getFirst().level()).isEqualTo(Level.OK);
  }

  @Test
  void aSubnetFollowsItsOwnRouteTableIfItHasOne() {
    var own = new RouteTable("rtb-a", "vpc-1", false, Set.of("subnet-a"), Optional.of("nat-1"));
    var network = new Network(List.of(A, B), List.of(main(null), own), List.of());
    assertThat(network.findings(List.of("subnet-a", "subnet-b")))
        .extracting(Finding::level)
        .containsExactly(Level.OK, Level.WRONG);
  }

  @Test
  void whatIsMissingOrFullOrInOneZoneIsSaid() {
    var full = new Subnet("subnet-a", "vpc-1", "eu-west-1a", 7);
    var network = new Network(List.of(full), List.of(main("nat-1")), List.of());
    assertThat(network.findings(List.of("subnet-a", "subnet-z")))
        .extracting(finding -> finding.level() + " " + finding.what())
        .containsExactly(
            "WARNING subnet subnet-a (eu-west-1a)", "WRONG subnet subnet-z", "WARNING zones");
    assertThat(
            new Network(
                    List.of(new Subnet("subnet-a", "vpc-1", "a", 8), B),
                    List.of(main("nat-1")),
                    List.of())
                .findings(List.of("subnet-a")))
        .extracting(Finding::level)
        .containsExactly(Level.OK);
  }
}
