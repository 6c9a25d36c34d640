package dev.longshore.architecture.grants;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The calls of SDK clients that stand in our code. */
final class SdkCalls {

  private static final Set<String> CLIENTS =
      Set.of(
          "CloudWatchLogsClient",
          "DynamoDbClient",
          "EcsClient",
          "EventBridgeClient",
          "SfnClient",
          "SqsClient");

  private SdkCalls() {}

  /** Those that the functions can make, as AWS names them. */
  static SortedSet<String> ofTheFunctions() {
    var calls = new TreeSet<String>();
    for (var type : classes()) {
      for (var call : type.getMethodCallsFromSelf()) {
        var name = call.getTarget().getName();
        if (CLIENTS.contains(call.getTargetOwner().getSimpleName()) && !name.equals("builder")) {
          calls.add(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        }
      }
    }
    return calls;
  }

  private static JavaClasses classes() {
    return ArchConfiguration.withThreadLocalScope((ArchConfiguration configuration) -> {
      // The names of what is called are enough; the SDK's thousands of classes are not needed.
      configuration.setResolveMissingDependenciesFromClassPath(false);
      return new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.longshore.aws", "dev.longshore.functions");
    });
  }
}
