package dev.longshore.local.sqs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What became of a batch request, entry by entry.
 *
 * @param done the results of the entries that succeeded
 */
record Batch<R>(List<R> done, List<BatchResultErrorEntry> failed) {

  static final int ENTRIES_MAX = 10;
  static final int ID_MAX = 80;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1," + ID_MAX + "}");

  /** Refuses what is no batch. */
  static <E> void check(List<E> entries, Function<E, @Nullable String> id) {
    if (entries.isEmpty()) {
      throw SqsErrors.emptyBatch();
    }
    if (entries.size() > ENTRIES_MAX) {
      throw SqsErrors.tooManyEntries(entries.size());
    }
    var ids = new HashSet<String>();
    for (var entry : entries) {
      var name = id.apply(entry);
      if (name == null || !ID.matcher(name).matches()) {
        throw SqsErrors.invalidEntryId();
      }
      if (!ids.add(name)) {
        throw SqsErrors.idsNotDistinct();
      }
    }
  }

  /** Does each entry for itself: one that is refused leaves the others alone. */
  static <E, R> Batch<R> carryOut(List<E> entries, Function<E, String> id, Function<E, R> action) {
    var batch = new Batch<R>(new ArrayList<>(), new ArrayList<>());
    for (var entry : entries) {
      try {
        batch.done.add(action.apply(entry));
      } catch (SqsException e) {
        batch.failed.add(failure(id.apply(entry), e));
      }
    }
    return batch;
  }

  private static BatchResultErrorEntry failure(String id, SqsException error) {
    return BatchResultErrorEntry.builder()
        .id(id)
        .senderFault(true)
        .code(error.awsErrorDetails().errorCode())
        .message(error.awsErrorDetails().errorMessage())
        .build();
  }
}
