package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;

/** What the doctor says of stacks, healthy and ill, by what AWS's services answer on the wire. */
class DoctorCommandIT {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "aws.region", "us-east-1",
          "aws.accessKeyId", "test",
          "aws.secretAccessKey", "test");

  @TempDir private Path folder;
  private Cli cli = new Cli(Path.of("."));
  private FakeAws aws;

  DoctorCommandIT() throws IOException {
    aws = new FakeAws();
  }

  @BeforeEach
  void deploy() {
    System.setProperty("aws.endpointUrl", aws.endpoint().toString());
    SETTINGS.forEach(System::setProperty);
    cli = new Cli(folder).withJob("a", "[true]");
    StackCommandsContract.createStack(StackCommandsContract.STACK, StackCommandsContract.outputs());
    aws.json.put(
        "DescribeClusters",
        _ ->
            Map.of(
                "clusters",
                List.of(
                    Map.of(
                        "status",
                        "ACTIVE",
                        "capacityProviders",
                        List.of("FARGATE", "FARGATE_SPOT")))));
    aws.json.put("GetQueueAttributes", _ -> messages(0));
    aws.json.put(
        "GetServiceQuota",
        request -> Map.of("Quota", Map.of("QuotaCode", request.text("QuotaCode"), "Value", 1000)));
    aws.xml.put("GetRole", "<GetRoleResponse/>");
    aws.xml.put(
        "ListSubscriptionsByTopic",
        "<r><Subscriptions><member><SubscriptionArn>arn:x</SubscriptionArn></member></Subscriptions></r>");
    aws.xml.put("DescribeSubnets", "<r><subnetSet>" + subnet(1) + subnet(2) + "</subnetSet></r>");
    aws.xml.put("DescribeRouteTables", routes("<natGatewayId>nat-1</natGatewayId>"));
    aws.xml.put("DescribeVpcEndpoints", "<r><vpcEndpointSet/></r>");
  }

  private static Map<String, ?> messages(int count) {
    return Map.of("Attributes", Map.of("ApproximateNumberOfMessages", String.valueOf(count)));
  }

  private static String subnet(int n) {
    return "<item><subnetId>subnet-%d</subnetId><vpcId>vpc-1</vpcId><availabilityZone>us-east-1%d</availabilityZone><availableIpAddressCount>200</availableIpAddressCount></item>"
        .formatted(n, n);
  }

  private static String routes(String target) {
    return "<r><routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId><routeSet><item><destinationCidrBlock>10.0.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId></item><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock>%s<state>active</state></item></routeSet><associationSet><item><main>true</main></item></associationSet></item></routeTableSet></r>"
        .formatted(target);
  }

  private static String endpoint(String service, String type) {
    return "<item><serviceName>com.amazonaws.us-east-1.%s</serviceName><vpcId>vpc-1</vpcId><state>available</state><vpcEndpointType>%s</vpcEndpointType><privateDnsEnabled>true</privateDnsEnabled><routeTableIdSet>%s</routeTableIdSet></item>"
        .formatted(service, type, type.equals("Gateway") ? "<item>rtb-1</item>" : "");
  }

  private void deployJob(String image) {
    aws.image = image;
    try (var ecs = EcsClient.create()) {
      var version = cli.run("validate", "--json").json().getFirst().text("jobVersion");
      var _ = ecs.registerTaskDefinition(it -> it.family("ls-orders-a-" + version));
    }
  }

  @AfterEach
  void restore() {
    System.clearProperty("aws.endpointUrl");
    SETTINGS.keySet().forEach(System::clearProperty);
    aws.close();
  }

  private List<String> said(int exit) {
    var result = cli.run("doctor", "--stack", StackCommandsContract.STACK, "--json");
    assertThat(result.complaints()).isEmpty();
    assertThat(result.exit()).as("%s", result.out()).isEqualTo(exit);
    return result.json().stream()
        .map(finding -> "%s %s".formatted(finding.text("level"), finding.text("what")))
        .toList();
  }

  @Test
  void aHealthyStackIsFine() {
    deployJob("public.ecr.aws/a:1");
    assertThat(said(0))
        .containsExactly(
            "ok stack",
            "ok cluster",
            "ok role of ECS",
            "ok vCPUs on Fargate on demand",
            "ok vCPUs on Fargate Spot",
            "ok functions",
            "ok subnet subnet-1 (us-east-11)",
            "ok subnet subnet-2 (us-east-12)",
            "ok alarms",
            "ok dead letters",
            "ok job a");
    var lines = cli.run("doctor", "--stack", StackCommandsContract.STACK).lines();
    assertThat(lines).hasSize(12);
    assertThat(lines.get(1)).matches("ok +stack +CREATE_COMPLETE");
  }

  @Test
  void whatIsWrongComesFirst() {
    aws.xml.put("GetRole", FakeAws.error("NoSuchEntity", "cannot be found"));
    aws.xml.put("DescribeRouteTables", routes("<gatewayId>igw-1</gatewayId>"));
    aws.xml.put("ListSubscriptionsByTopic", "<r/>");
    aws.json.put("GetQueueAttributes", _ -> messages(3));
    aws.json.put(
        "DescribeImages",
        _ -> {
          throw FakeAws.Refusal.of("ImageNotFoundException", "it is not there");
        });
    deployJob("000000000000.dkr.ecr.us-east-1.amazonaws.com/a:1");
    assertThat(said(1))
        .startsWith(
            "wrong role of ECS",
            "wrong subnet subnet-1 (us-east-11)",
            "wrong subnet subnet-2 (us-east-12)",
            "wrong job a",
            "warning alarms",
            "warning dead letters",
            "ok stack");
  }

  @Test
  void endpointsAreAWayToEcrToo() {
    aws.xml.put("DescribeRouteTables", routes(""));
    aws.xml.put(
        "DescribeVpcEndpoints",
        "<r><vpcEndpointSet>"
            + endpoint("ecr.api", "Interface")
            + endpoint("ecr.dkr", "Interface")
            + endpoint("logs", "Interface")
            + endpoint("s3", "Gateway")
            + "</vpcEndpointSet></r>");
    deployJob("000000000000.dkr.ecr.us-east-1.amazonaws.com/a@sha256:abc");
    aws.json.put("DescribeImages", _ -> Map.of("imageDetails", List.of()));
    assertThat(said(0)).contains("ok subnet subnet-1 (us-east-11)", "ok job a");
  }

  /** Whoever may look at little is told what, and is not stopped. */
  @Test
  void whatCannotBeLookedAtIsSaidAndTheRestIsLookedAt() {
    aws.xml.clear();
    aws.json.clear();
    assertThat(said(0))
        .containsExactly(
            "warning cluster",
            "warning role of ECS",
            "warning quotas",
            "warning subnets",
            "warning alarms",
            "warning dead letters",
            "warning job a",
            "ok stack");
    assertThat(
            cli.run("doctor", "--stack", StackCommandsContract.STACK, "--json")
                .json()
                .get(1)
                .text("said"))
        .isEqualTo("could not be looked at: User is not authorized to GetRole");
  }

  @Test
  void withoutAStackNothingIsLookedAt() {
    for (var command : List.of("doctor", "smoke")) {
      var refused = cli.run(command);
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.complaints())
          .containsExactly(
              "longshore: %s looks at a deployed stack: name it with --stack".formatted(command));
    }
    assertThat(cli.run("smoke", "--stack", "orders", "--timeout", "59s").complaints())
        .containsExactly("longshore: --timeout lies between 1m and 1h, not 59s");
  }
}
