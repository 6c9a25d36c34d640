package dev.longshore.architecture.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.Catalog;
import dev.longshore.jobfile.JobFiles;
import dev.longshore.jobfile.Reading.Accepted;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The roles of template.yaml and of the rendered jobs grant what is asked of AWS in their names,
 * and nothing else: nothing that is asked is denied, nothing that is granted is never asked for,
 * and nothing of another stack's is allowed. What is asked is recorded at the SDK's clients while
 * the shipped handlers live through a few bad days.
 */
class LeastPrivilegeTest {

  /** Half of them meets every call; the others are there for when the code changes. */
  private static final long SEEDS = 8;

  private static final Catalog JOBS = jobs();
  private static final SampleStack STACK = new SampleStack(JOBS);
  private static final Map<String, List<Statement>> ROLES = STACK.roles();
  private static final Recorder RECORDER = new Recorder(new Authorization(STACK)::of);
  private static final Set<Asked> ASKED = asked();
  private static final LeastPrivilege PRIVILEGE = new LeastPrivilege(ASKED);

  private static Catalog jobs() {
    try {
      var folder = Objects.requireNonNull(LeastPrivilegeTest.class.getResource("jobs")).toURI();
      if (new JobFiles().read(Path.of(folder)) instanceof Accepted<Catalog>(var catalog)) {
        return catalog;
      }
      throw new AssertionError("the jobs of this test cannot be read");
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<Asked> asked() {
    for (var seed = 0L; seed < SEEDS; seed++) {
      new PlayedCloud(STACK, JOBS, RECORDER, seed).play();
    }
    var asked = new LinkedHashSet<>(RECORDER.asked());
    asked.addAll(AskedByAws.of(STACK, JOBS));
    return asked;
  }

  /** What is never played is never asked for, and its grant would be missed on AWS alone. */
  @Test
  void eachCallThatOurCodeCanMakeIsPlayed() {
    var possible = SdkCalls.ofTheFunctions();
    assertThat(possible).hasSizeGreaterThan(10);
    // The store can delete by itself; the ledger does it in transactions alone.
    possible.remove("DeleteItem");
    assertThat(RECORDER.operations()).isEqualTo(possible);
  }

  @Test
  void whatIsGrantedIsWhatIsAskedFor() {
    assertThat(ASKED).extracting(Asked::role).containsAll(ROLES.keySet());
    var findings = new ArrayList<String>();
    ROLES.forEach((role, statements) -> findings.addAll(PRIVILEGE.findings(role, statements)));
    assertThat(findings).isEmpty();
  }

  @Test
  void noJobMayWhatIsAnothersAlone() {
    var findings = new ArrayList<String>();
    for (var asked : ASKED) {
      for (var role : ROLES.keySet()) {
        if (isOfJob(role) && isOfJob(asked.role()) && !sameJob(role, asked.role())) {
          if (!ForcedWildcards.REASONS.containsKey(asked.action())
              && LeastPrivilege.isAllowed(ROLES.get(role), asked)) {
            findings.add(role + " may " + asked);
          }
        }
      }
    }
    assertThat(findings).isEmpty();
  }

  private static boolean isOfJob(String role) {
    return role.endsWith("ExecutionRole") || role.endsWith("TaskRole");
  }

  private static boolean sameJob(String role, String other) {
    return role.replaceFirst("(Execution|Task)Role$", "")
        .equals(other.replaceFirst("(Execution|Task)Role$", ""));
  }

  /** A list that holds more than it must would hide the next wildcard. */
  @Test
  void eachForcedWildcardIsThere() {
    var wild = new TreeSet<String>();
    for (var statement : ROLES.values().stream().flatMap(List::stream).toList()) {
      if (statement.resources().contains("*")) {
        wild.addAll(statement.actions());
      }
    }
    assertThat(wild).isEqualTo(ForcedWildcards.REASONS.keySet());
  }

  /**
   * A role with one of its grants changed.
   *
   * @param change what was done to it
   */
  record Mutant(String role, String change, List<Statement> statements) {

    @Override
    public String toString() {
      return role + ": " + change;
    }
  }

  static Stream<Mutant> mutants() {
    return ROLES.entrySet().stream()
        .flatMap(role ->
            role.getValue().stream()
                .flatMap(statement -> mutants(role.getKey(), role.getValue(), statement)));
  }

  private static Stream<Mutant> mutants(String role, List<Statement> all, Statement one) {
    var mutants = new ArrayList<Mutant>();
    for (var action : one.actions()) {
      var wider = action.substring(0, action.indexOf(':')) + ":*";
      add(
          mutants,
          role,
          all,
          one,
          "no " + action,
          one.withActions(Statement.without(one.actions(), action)));
      add(
          mutants,
          role,
          all,
          one,
          wider + " for " + action,
          one.withActions(Statement.replaced(one.actions(), action, wider)));
      add(
          mutants,
          role,
          all,
          one,
          "* for " + action,
          one.withActions(Statement.replaced(one.actions(), action, "*")));
    }
    for (var resource : one.resources()) {
      add(
          mutants,
          role,
          all,
          one,
          one.actions() + " not on " + resource,
          one.withResources(Statement.without(one.resources(), resource)));
      if (!resource.equals("*")) {
        add(
            mutants,
            role,
            all,
            one,
            one.actions() + " on * for " + resource,
            one.withResources(Statement.replaced(one.resources(), resource, "*")));
      }
    }
    one.conditions()
        .forEach((operator, keys) ->
            keys.keySet()
                .forEach(key ->
                    add(
                        mutants,
                        role,
                        all,
                        one,
                        one.actions() + " whatever " + key,
                        one.without(operator, key))));
    return mutants.stream();
  }

  private static void add(
      List<Mutant> mutants,
      String role,
      List<Statement> all,
      Statement one,
      String change,
      Statement changed) {
    mutants.add(
        new Mutant(
            role,
            one.sid() + ", " + change,
            all.stream().map(statement -> statement.equals(one) ? changed : statement).toList()));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void oneGrantLessOrWiderIsFound(Mutant mutant) {
    assertThat(PRIVILEGE.findings(mutant.role(), mutant.statements())).isNotEmpty();
  }

  @Test
  void aGrantThatNothingAsksForIsFound() {
    var statements = new ArrayList<>(Objects.requireNonNull(ROLES.get("LaunchAttemptRole")));
    var ledger = statements.stream().filter(one -> one.sid().equals("Ledger")).findFirst();
    statements.add(ledger.orElseThrow().withActions(List.of("dynamodb:Scan")));

    assertThat(PRIVILEGE.findings("LaunchAttemptRole", statements))
        .singleElement()
        .asString()
        .startsWith("unused: LaunchAttemptRole: Ledger dynamodb:Scan on ");
  }
}
