package dev.longshore.architecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/**
 * Longshore's own classes, read once a JVM. Of all others but Lambda's interfaces only the names
 * are known that ours speak of: to read the SDK's thousands takes half a minute of a core, and no
 * rule asks for more.
 */
final class ShippedClasses {

  private static final String OURS = "dev.longshore";
  private static final JavaClasses ALL = read();

  private ShippedClasses() {}

  private static JavaClasses read() {
    return ArchConfiguration.withThreadLocalScope((ArchConfiguration configuration) -> {
      configuration.setResolveMissingDependenciesFromClassPath(false);
      return new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(OURS, "com.amazonaws.services.lambda.runtime")
          .that(Predicates.resideInAPackage(OURS + ".."));
    });
  }

  static JavaClasses all() {
    return ALL;
  }

  /** Those in these packages, and in packages within them. */
  static JavaClasses in(String... packages) {
    var within = new String[packages.length];
    for (var i = 0; i < packages.length; i++) {
      within[i] = packages[i] + "..";
    }
    return ALL.that(Predicates.resideInAnyPackage(within));
  }
}
