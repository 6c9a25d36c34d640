package dev.longshore.ledger;

import dev.longshore.admission.Place;
import dev.longshore.admission.Slot;
import dev.longshore.job.JobCodec;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.json.JsonWriter;
import dev.longshore.ledger.Document.OfJob;
import dev.longshore.ledger.Document.OfLease;
import dev.longshore.ledger.Document.OfRun;
import dev.longshore.ledger.Document.OfSlot;
import dev.longshore.ledger.Document.OfWaiter;
import dev.longshore.run.RunId;
import java.util.List;

/**
 * Documents as JSON text. Each carries the number of its schema, so that a version which does not
 * know it says so. A version writes one schema and reads it and the one before, for the items of an
 * older version are there when a new one comes.
 */
public final class DocumentCodec {

  /**
   * What this version writes. Since 2 a run's entry has {@code redrives}, unless there are none,
   * and its attempt {@code doubtedAt}, if there was a doubt.
   */
  private static final int SCHEMA = 2;

  /** What the version before wrote, and what is read too. */
  private static final int PREVIOUS_SCHEMA = 1;

  private DocumentCodec() {}

  /** The text of a document. */
  public static String encode(Document document) {
    var json = Json.writer().begin().put("schema", SCHEMA);
    switch (document) {
      case OfRun(var run) -> new RunWriter(json).write(run);
      case OfJob(var job) -> json.put("job", JobCodec.encode(job));
      case OfSlot(var slot) -> write(json, slot);
      case OfWaiter(var slot, var place) -> {
        json.put("slot", slot).begin("place");
        write(json, place);
        json.end();
      }
      case OfLease(var lease) ->
          json.put("holder", lease.holder())
              .put("until", lease.until())
              .put("cursor", lease.cursor());
    }
    return json.end().toString();
  }

  /**
   * The document of an item.
   *
   * @throws IllegalStateException if it was written by a version of Longshore that this one does
   *     not know
   */
  public static Document decode(Key key, String text) {
    var fields = Json.parseObject(text);
    var schema = fields.integer("schema");
    return switch (schema) {
      // What schema 2 adds is missing in schema 1, and says the same when it is.
      case PREVIOUS_SCHEMA, SCHEMA -> read(key, fields);
      default ->
          throw new IllegalStateException(
              "item %s has schema %d, and this version of Longshore reads %d and %d"
                  .formatted(key, schema, PREVIOUS_SCHEMA, SCHEMA));
    };
  }

  private static Document read(Key key, Fields fields) {
    return switch (Items.kind(key)) {
      case "RUN" -> new OfRun(RunReader.read(fields));
      case "JOBVERSION" -> new OfJob(JobCodec.decode(fields.text("job")));
      case "SLOT" -> new OfSlot(slot(fields));
      case "WAITER" ->
          new OfWaiter(fields.text("slot"), place(fields.object("place").orElseThrow()));
      case "LEASE" ->
          new OfLease(
              new Lease(
                  fields.text("holder"), fields.instant("until"), fields.textOrNull("cursor")));
      default -> throw new IllegalStateException("no version of Longshore writes an item " + key);
    };
  }

  private static void write(JsonWriter json, Slot slot) {
    json.put("slot", slot.name()).beginList("holders");
    for (var holder : slot.holders()) {
      write(json.begin(), holder);
      json.end();
    }
    json.endList().put("waiting", slot.waiting());
  }

  private static Slot slot(Fields fields) {
    List<Place> holders = fields.objects("holders").stream().map(DocumentCodec::place).toList();
    return new Slot(fields.text("slot"), holders, fields.integer("waiting"));
  }

  private static void write(JsonWriter json, Place place) {
    json.put("run", place.run().value()).put("openedAt", place.openedAt());
  }

  private static Place place(Fields fields) {
    return new Place(new RunId(fields.text("run")), fields.instant("openedAt"));
  }
}
