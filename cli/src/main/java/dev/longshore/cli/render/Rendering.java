package dev.longshore.cli.render;

import dev.longshore.job.Catalog;
import dev.longshore.job.JobCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a deployment has of the jobs.
 *
 * @param template the nested template of their resources
 * @param catalog what the functions know of them
 */
public record Rendering(String template, String catalog) {

  public static final String TEMPLATE = "jobs.template.json";
  public static final String CATALOG = "catalog.json";

  /**
   * Renders jobs.
   *
   * @throws RenderRefused if CloudFormation would not take them
   */
  public static Rendering of(Catalog catalog) {
    return new Rendering(JobsTemplate.write(catalog), JobCodec.encode(catalog) + "\n");
  }

  /** What was rendered into {@code folder} before; empty if nothing was. */
  public static Optional<Rendering> read(Path folder) throws IOException {
    var template = folder.resolve(TEMPLATE);
    var catalog = folder.resolve(CATALOG);
    return Files.exists(template) && Files.exists(catalog)
        ? Optional.of(new Rendering(Files.readString(template), Files.readString(catalog)))
        : Optional.empty();
  }

  /** Writes both files into {@code folder}, which is made if it is missing. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(TEMPLATE), template);
    Files.writeString(folder.resolve(CATALOG), catalog);
  }
}
