package dev.longshore.cli.lives;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a JVM of Longshore is started.
 *
 * @param options of the JVM
 * @param classPath that its classes are on
 */
public record LongshoreJvm(List<String> options, String classPath) {

  private static final List<String> PLAIN =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xlog:disable",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** One that reads its classes one by one. */
  static LongshoreJvm plain(String classPath) {
    return new LongshoreJvm(PLAIN, classPath);
  }

  /** One that has its classes from the archive that all tests share. */
  public static LongshoreJvm withArchive() {
    return ClassArchive.shared().jvm();
  }

  /** The same with one more option. */
  LongshoreJvm with(String option) {
    return new LongshoreJvm(Stream.concat(Stream.of(option), options.stream()).toList(), classPath);
  }

  /** The command that starts Longshore with these arguments. */
  public List<String> command(List<String> arguments) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Stream.of(
            List.of(java), options, List.of("-cp", classPath, "dev.longshore.cli.Main"), arguments)
        .flatMap(List::stream)
        .toList();
  }
}
