package dev.longshore.jobfile;

import dev.longshore.job.Template;
import dev.longshore.jobfile.Node.Entry;
import dev.longshore.jobfile.Node.Scalar;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The texts that a container is given: its command, its environment, its secrets. */
final class TextRules {

  private static final String RESERVED = "LONGSHORE_";
  private static final Pattern SECRET =
      Pattern.compile(
          "arn:aws[a-z-]*:"
              + "(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:\\S+"
              + "|ssm:[a-z0-9-]+:[0-9]{12}:parameter/\\S+)");

  private final Keys job;
  private final Set<String> declared = new HashSet<>();

  private TextRules(Keys job) {
    this.job = job;
    for (var parameter : job.entriesOf("parameters")) {
      declared.add(parameter.key());
    }
  }

  /** Complains of what these texts must keep to beyond their schema. */
  static void check(Keys job) {
    var rules = new TextRules(job);
    for (var text : job.listing("command")) {
      rules.checkTemplate(text);
    }
    for (var variable : job.entriesOf("environment")) {
      rules.checkName(variable);
      rules.checkTemplate(variable.value());
    }
    var environment = job.mapping("environment");
    for (var secret : job.entriesOf("secrets")) {
      rules.checkName(secret);
      rules.checkSecret(secret);
      if (environment != null && environment.has(secret.key())) {
        job.complaints().at(secret.place(), "is under environment too; keep one");
      }
    }
  }

  private void checkTemplate(Node node) {
    if (!(node instanceof Scalar scalar) || job.complaints().touch(node.place().path())) {
      return;
    }
    try {
      for (var parameter : Template.parse(scalar.written()).parameters()) {
        // A job that declares no parameters takes any; whether this one is there shows with the
        // run.
        if (!declared.isEmpty() && !declared.contains(parameter)) {
          job.complaints()
              .at(
                  node.place(),
                  "{{ params.%s }} is no parameter of this job%s"
                      .formatted(
                          Quoted.bare(parameter),
                          Spelling.nearest(parameter, declared)
                              .map("; did you mean params.%s?"::formatted)
                              .orElse("; declare it under parameters")));
        }
      }
    } catch (IllegalArgumentException e) {
      job.complaints().at(node.place(), String.valueOf(e.getMessage()));
    }
  }

  private void checkName(Entry entry) {
    if (entry.key().startsWith(RESERVED)) {
      job.complaints()
          .at(entry.place(), "names that start with %s are Longshore's own".formatted(RESERVED));
    }
  }

  private void checkSecret(Entry entry) {
    if (entry.value() instanceof Node.Text text
        && !job.complaints().touch(text.place().path())
        && !SECRET.matcher(text.written()).matches()) {
      job.complaints()
          .at(
              text.place(),
              "must be the ARN of a secret in Secrets Manager or of a parameter in SSM, such as"
                  + " arn:aws:ssm:us-east-1:123456789012:parameter/db, but is "
                  + Quoted.of(text.written()));
    }
  }
}
