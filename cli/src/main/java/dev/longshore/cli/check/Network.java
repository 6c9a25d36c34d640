package dev.longshore.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The network that tasks are in, as EC2 describes it, and whether there is a way from it to what
 * starts them: ECR and S3 for their image, CloudWatch Logs for their log.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html">Amazon
 *     ECR interface VPC endpoints</a>
 */
public record Network(
    List<Subnet> subnets, List<RouteTable> routeTables, List<Endpoint> endpoints) {

  private static final int FREE_MIN = 8;
  private static final List<String> NEEDED = List.of("ecr.api", "ecr.dkr", "logs");
  private static final String S3 = "s3";

  /** A subnet, with how many addresses are free in it. */
  public record Subnet(String id, String vpc, String zone, int freeAddresses) {}

  /**
   * A route table.
   *
   * @param subnets those that say so; the others of the VPC follow the main one
   * @param wayOut where 0.0.0.0/0 leads to, such as {@code nat-…}; empty if nowhere
   */
  public record RouteTable(
      String id, String vpc, boolean isMain, Set<String> subnets, Optional<String> wayOut) {}

  /**
   * An endpoint of a VPC.
   *
   * @param service its last words, such as {@code ecr.api}
   * @param routeTables of a gateway endpoint; an interface endpoint has none, and serves all
   *     subnets
   * @param answersByName whether it takes the service's own name, or needs to
   */
  public record Endpoint(
      String service,
      String vpc,
      boolean isAvailable,
      Set<String> routeTables,
      boolean answersByName) {}

  /** What is to be said of each subnet. */
  public List<Finding> findings(List<String> wanted) {
    var findings = new ArrayList<Finding>();
    for (var id : wanted) {
      subnets.stream()
          .filter(subnet -> subnet.id().equals(id))
          .findFirst()
          .ifPresentOrElse(
              subnet -> findings.add(finding(subnet)),
              () ->
                  findings.add(Finding.wrong("subnet " + id, "is not there: deploy with others")));
    }
    if (subnets.stream().map(Subnet::zone).distinct().count() == 1) {
      findings.add(
          Finding.warning(
              "zones",
              "all subnets are in %s: more zones have more Spot capacity"
                  .formatted(subnets.getFirst().zone())));
    }
    return findings;
  }

  private Finding finding(Subnet subnet) {
    var what = "subnet %s (%s)".formatted(subnet.id(), subnet.zone());
    if (subnet.freeAddresses() < FREE_MIN) {
      return Finding.warning(
          what, "has %d free addresses, and each task takes one".formatted(subnet.freeAddresses()));
    }
    var table = routeTable(subnet);
    var wayOut = table.flatMap(RouteTable::wayOut);
    if (wayOut.isPresent() && !wayOut.get().startsWith("igw-")) {
      return Finding.ok(what, "reaches ECR and CloudWatch Logs by " + wayOut.get());
    }
    var missing = missing(subnet, table);
    if (missing.isEmpty()) {
      return Finding.ok(what, "reaches ECR, S3 and CloudWatch Logs by endpoints");
    }
    return Finding.wrong(
        what,
        "has no way to %s%s: add a NAT gateway's route, or endpoints in %s"
            .formatted(
                String.join(", ", missing),
                wayOut.isPresent()
                    ? " (its route leads to an internet gateway, but tasks have no public address)"
                    : "",
                subnet.vpc()));
  }

  private Optional<RouteTable> routeTable(Subnet subnet) {
    return routeTables.stream()
        .filter(table -> table.subnets().contains(subnet.id()))
        .findFirst()
        .or(() ->
            routeTables.stream()
                .filter(table -> table.isMain() && table.vpc().equals(subnet.vpc()))
                .findFirst());
  }

  private List<String> missing(Subnet subnet, Optional<RouteTable> table) {
    var missing = new ArrayList<String>();
    for (var service : NEEDED) {
      if (endpoints.stream()
          .noneMatch(endpoint -> serves(endpoint, service, subnet) && endpoint.answersByName())) {
        missing.add(service);
      }
    }
    var hasS3 =
        endpoints.stream()
            .filter(endpoint -> serves(endpoint, S3, subnet))
            .anyMatch(endpoint ->
                endpoint.routeTables().isEmpty()
                    ? endpoint.answersByName()
                    : table.isPresent() && endpoint.routeTables().contains(table.get().id()));
    if (!hasS3) {
      missing.add(S3);
    }
    return missing;
  }

  private static boolean serves(Endpoint endpoint, String service, Subnet subnet) {
    return endpoint.service().equals(service)
        && endpoint.vpc().equals(subnet.vpc())
        && endpoint.isAvailable();
  }
}
