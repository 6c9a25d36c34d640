package dev.longshore.local.data;

import dev.longshore.run.AttemptKey;
import dev.longshore.run.RunId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where things are in the data folder of a local Longshore. */
public record DataFolder(Path path) {

  private static final int HASH_LENGTH = 12;

  public DataFolder {
    path = path.toAbsolutePath().normalize();
  }

  /** The name of the stack that lives here, which its tasks carry: another for each folder. */
  public String stack() {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(path.toString().getBytes(StandardCharsets.UTF_8));
      return "local-" + HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The ledger's database. */
  public Path database() {
    return path.resolve("ledger.db");
  }

  /** The log of an attempt. */
  public Path log(AttemptKey key) {
    return log(key.run(), key.member(), key.n());
  }

  /** The log of a run's attempt. */
  public Path log(RunId run, int member, int n) {
    return path.resolve("logs")
        .resolve(run.job().value())
        .resolve(run + "." + member + "." + n + ".log");
  }

  /** What holds the checkpoint folders of all runs. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** What holds the queues. */
  public Path queues() {
    return path.resolve("queues");
  }

  /** What says where the process that writes this folder can be spoken to. */
  public Path control() {
    return path.resolve("control.json");
  }

  /** The same for a process that carries out runs of its own, and does no more than cancel them. */
  public Path runControl() {
    return path.resolve("run-control.json");
  }
}
