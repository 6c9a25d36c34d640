package dev.longshore.cli.stack;

import dev.longshore.cli.check.Account;
import dev.longshore.cli.check.Finding;
import dev.longshore.cli.check.SetUp;
import dev.longshore.cli.check.SetUp.ImageState;
import dev.longshore.cli.stack.SignedCalls.CallRefused;
import dev.longshore.cli.stack.SignedCalls.Service;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads of AWS what there is to be said of a stack; what cannot be read is said, too. */
public final class Doctor {

  private static final Pattern OWN_IMAGE =
      Pattern.compile("([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.[^/]+/([^:@]+)(?:@(.+)|:(.+))");

  private final StackDescription description;
  private final Caller caller;
  private final SignedCalls calls;
  private final List<Finding> findings = new ArrayList<>();

  Doctor(StackDescription description, Caller caller) {
    this.description = description;
    this.caller = caller;
    this.calls = new SignedCalls(caller);
  }

  /** All that there is to be said, with these jobs. */
  public List<Finding> findings(Catalog jobs) {
    findings.add(SetUp.stack(description.status()));
    try (var ecs = caller.configured(EcsClient.builder()).build();
        var sqs = caller.configured(SqsClient.builder()).build()) {
      look("cluster", () -> List.of(cluster(ecs)));
      look("role of ECS", () -> List.of(SetUp.ecsRole(hasEcsRole())));
      look("quotas", () -> account().findings(jobs));
      look(
          "subnets",
          () ->
              new NetworkReading(calls)
                  .read(description.outputs(StackDescription.SUBNETS))
                  .findings(description.outputs(StackDescription.SUBNETS)));
      look("alarms", () -> List.of(alarms()));
      look("dead letters", () -> List.of(SetUp.deadLetters(deadLetters(sqs))));
      jobs.jobs().values().forEach(job -> look("job " + job.name(), () -> List.of(job(ecs, job))));
    }
    return SetUp.sorted(findings);
  }

  private void look(String what, Supplier<List<Finding>> reading) {
    try {
      findings.addAll(reading.get());
    } catch (CallRefused | SdkException e) {
      var said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      findings.add(Finding.warning(what, "could not be looked at: " + said));
    }
  }

  private Finding cluster(EcsClient ecs) {
    var name = description.output(StackDescription.CLUSTER);
    var clusters = ecs.describeClusters(request -> request.clusters(name)).clusters();
    return clusters.isEmpty()
        ? SetUp.cluster(Optional.empty(), new HashSet<>())
        : SetUp.cluster(
            Optional.of(clusters.getFirst().status()),
            new HashSet<>(clusters.getFirst().capacityProviders()));
  }

  private boolean hasEcsRole() {
    try {
      var _ = calls.query(Service.IAM, "GetRole", Map.of("RoleName", "AWSServiceRoleForECS"));
      return true;
    } catch (CallRefused e) {
      if (e.code().equals("NoSuchEntity")) {
        return false;
      }
      throw e;
    }
  }

  private Account account() {
    var quotas = new HashMap<String, Double>();
    for (var quota :
        List.of(
            Map.of("ServiceCode", "fargate", "QuotaCode", Account.ON_DEMAND_VCPUS),
            Map.of("ServiceCode", "fargate", "QuotaCode", Account.SPOT_VCPUS),
            Map.of("ServiceCode", "lambda", "QuotaCode", Account.FUNCTIONS_AT_ONCE))) {
      var answer = calls.json(Service.QUOTAS, "GetServiceQuota", quota);
      answer
          .object("Quota")
          .ifPresent(found -> quotas.put(found.text("QuotaCode"), found.number("Value")));
    }
    return new Account(quotas);
  }

  private Finding alarms() {
    var answer =
        calls.query(
            Service.SNS,
            "ListSubscriptionsByTopic",
            Map.of("TopicArn", description.output(StackDescription.ALARM_TOPIC)));
    var arns = NetworkReading.texts(answer, "SubscriptionArn");
    var pending = (int) arns.stream().filter(arn -> arn.equals("PendingConfirmation")).count();
    return SetUp.alarms(arns.size() - pending, pending);
  }

  private int deadLetters(SqsClient sqs) {
    var attribute = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    var attributes =
        sqs.getQueueAttributes(request ->
                request
                    .queueUrl(description.output(StackDescription.DEAD_LETTERS))
                    .attributeNames(attribute))
            .attributes();
    return Integer.parseInt(attributes.getOrDefault(attribute, "0"));
  }

  private Finding job(EcsClient ecs, Job job) {
    var definition = Stack.taskDefinition(ecs, description.name(), job);
    return definition
        .map(found ->
            SetUp.job(
                job.name().value(), true, image(found.containerDefinitions().getFirst().image())))
        .orElseGet(() -> SetUp.job(job.name().value(), false, ImageState.ELSEWHERE));
  }

  private ImageState image(String name) {
    var own = OWN_IMAGE.matcher(name);
    if (!own.matches() || !own.group(2).equals(caller.region().id())) {
      return ImageState.ELSEWHERE;
    }
    var id =
        own.group(4) != null
            ? Map.of("imageDigest", own.group(4))
            : Map.of("imageTag", own.group(5));
    try {
      var _ =
          calls.json(
              Service.ECR,
              "DescribeImages",
              Map.of(
                  "registryId", own.group(1),
                  "repositoryName", own.group(3),
                  "imageIds", List.of(id)));
      return ImageState.THERE;
    } catch (CallRefused e) {
      if (e.code().endsWith("NotFoundException")) {
        return ImageState.MISSING;
      }
      throw e;
    }
  }
}
