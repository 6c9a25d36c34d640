package dev.longshore.aws.dynamodb;

import dev.longshore.ledger.DocumentCodec;
import dev.longshore.ledger.Index;
import dev.longshore.ledger.IndexEntry;
import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.Write;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The ledger's store on DynamoDB. Throttling, like every other error, is an exception of the SDK.
 *
 * <p>If the answer to a single write is lost, the SDK sends it again and may then find that its
 * condition no longer holds: the commit answers false though it took effect, and whoever looks
 * again finds the own change. A transaction carries a token of the SDK's and is answered the same;
 * but it costs twice the write units, so a single write is none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>
 */
public final class DynamoDbStore implements Store {

  /** The reasons, one for each write, of a transaction that lost against another one. */
  private static final Set<String> LOST =
      Set.of("None", "ConditionalCheckFailed", "TransactionConflict");

  private final DynamoDbClient dynamo;
  private final String table;
  private final InstantSource clock;
  private final @Nullable Duration kept;

  /** A store that keeps everything. */
  public DynamoDbStore(DynamoDbClient dynamo, String table) {
    this(dynamo, table, InstantSource.system(), null);
  }

  /**
   * A store that lets DynamoDB delete a run on which nothing is left to be done, once that has not
   * changed for {@code kept}.
   */
  public DynamoDbStore(
      DynamoDbClient dynamo, String table, InstantSource clock, @Nullable Duration kept) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
    this.kept = kept;
  }

  @Override
  public @Nullable Item get(Key key) {
    var response =
        dynamo.getItem(
            GetItemRequest.builder()
                .tableName(table)
                .key(attributes(key))
                .consistentRead(true)
                .build());
    return response.hasItem() ? item(key, response.item()) : null;
  }

  @Override
  public boolean commit(List<Write> writes) {
    Write.requireCommittable(writes);
    try {
      if (writes.size() == 1) {
        carryOut(writes.getFirst());
      } else {
        carryOut(writes);
      }
      return true;
    } catch (ConditionalCheckFailedException | TransactionConflictException e) {
      return false;
    } catch (TransactionCanceledException e) {
      if (hasLost(e.cancellationReasons())) {
        return false;
      }
      throw e;
    }
  }

  private static boolean hasLost(List<CancellationReason> reasons) {
    return !reasons.isEmpty()
        && reasons.stream().map(CancellationReason::code).allMatch(LOST::contains);
  }

  private void carryOut(Write write) {
    var condition = Condition.of(write);
    switch (write) {
      case Write.Put(var item) -> {
        var _ =
            dynamo.putItem(
                PutItemRequest.builder()
                    .tableName(table)
                    .item(attributes(item))
                    .conditionExpression(condition.expression())
                    .expressionAttributeNames(condition.names())
                    .expressionAttributeValues(condition.values())
                    .build());
      }
      case Write.Delete(var key, _) -> {
        var _ =
            dynamo.deleteItem(
                DeleteItemRequest.builder()
                    .tableName(table)
                    .key(attributes(key))
                    .conditionExpression(condition.expression())
                    .expressionAttributeNames(condition.names())
                    .expressionAttributeValues(condition.values())
                    .build());
      }
    }
  }

  private void carryOut(List<Write> writes) {
    var items = writes.stream().map(this::transacted).toList();
    var _ =
        dynamo.transactWriteItems(TransactWriteItemsRequest.builder().transactItems(items).build());
  }

  private TransactWriteItem transacted(Write write) {
    var condition = Condition.of(write);
    var transacted = TransactWriteItem.builder();
    return switch (write) {
      case Write.Put(var item) ->
          transacted
              .put(
                  Put.builder()
                      .tableName(table)
                      .item(attributes(item))
                      .conditionExpression(condition.expression())
                      .expressionAttributeNames(condition.names())
                      .expressionAttributeValues(condition.values())
                      .build())
              .build();
      case Write.Delete(var key, _) ->
          transacted
              .delete(
                  Delete.builder()
                      .tableName(table)
                      .key(attributes(key))
                      .conditionExpression(condition.expression())
                      .expressionAttributeNames(condition.names())
                      .expressionAttributeValues(condition.values())
                      .build())
              .build();
    };
  }

  /** What must hold of the item that is there. Names are placeholders, for some are reserved. */
  private record Condition(
      String expression, Map<String, String> names, @Nullable Map<String, AttributeValue> values) {

    private static final Condition ABSENT =
        new Condition(
            "attribute_not_exists(#partition)", Map.of("#partition", LedgerTable.PARTITION), null);

    static Condition of(Write write) {
      return switch (write) {
        case Write.Put(var item) when item.version() == 1 -> ABSENT;
        case Write.Put(var item) -> version(item.version() - 1);
        case Write.Delete(_, var version) -> version(version);
      };
    }

    private static Condition version(long version) {
      return new Condition(
          "#version = :version",
          Map.of("#version", LedgerTable.VERSION),
          Map.of(":version", number(version)));
    }
  }

  /**
   * Takes in one call where the counter stands below {@code floor}, as it does when little is
   * taken, and else in two. No call waits for another's, and none loses against one.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html#WorkingWithItems.AtomicCounters">Atomic
   *     counters</a>
   */
  @Override
  public long take(Key counter, long floor, long step) {
    var raise =
        update(counter, "SET #count = :next")
            .conditionExpression("attribute_not_exists(#count) OR #count < :floor")
            .expressionAttributeValues(
                Map.of(":next", number(floor + step), ":floor", number(floor)));
    try {
      var _ = dynamo.updateItem(raise.build());
      return floor;
    } catch (ConditionalCheckFailedException e) {
      // It is at the floor or above, and never falls.
      var goOn =
          update(counter, "SET #count = #count + :step")
              .expressionAttributeValues(Map.of(":step", number(step)))
              .returnValues(ReturnValue.UPDATED_NEW);
      var after = dynamo.updateItem(goOn.build()).attributes();
      return Long.parseLong(value(after, LedgerTable.COUNT).n()) - step;
    }
  }

  private UpdateItemRequest.Builder update(Key key, String expression) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(attributes(key))
        .updateExpression(expression)
        .expressionAttributeNames(Map.of("#count", LedgerTable.COUNT));
  }

  @Override
  public List<Hit> query(Query query) {
    var hits = new ArrayList<Hit>();
    Map<String, AttributeValue> next = null;
    do {
      var page = dynamo.query(request(query, query.limit() - hits.size(), next));
      page.items().forEach(item -> hits.add(hit(query.index(), item)));
      // An answer has 1 MB at most, whatever the limit.
      next = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
    } while (next != null && hits.size() < query.limit());
    return hits;
  }

  private QueryRequest request(Query query, int limit, @Nullable Map<String, AttributeValue> next) {
    var ascending = query.order() == Order.ASCENDING;
    var names = new HashMap<>(Map.of("#partition", LedgerTable.partition(query.index())));
    var values = new HashMap<>(Map.of(":partition", AttributeValue.fromS(query.partition())));
    var condition = "#partition = :partition";
    if (query.after() != null) {
      names.put("#sort", LedgerTable.sort(query.index()));
      values.put(":after", AttributeValue.fromS(query.after()));
      condition += ascending ? " AND #sort > :after" : " AND #sort < :after";
    }
    return QueryRequest.builder()
        .tableName(table)
        .indexName(LedgerTable.name(query.index()))
        .keyConditionExpression(condition)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .scanIndexForward(ascending)
        .limit(limit)
        .exclusiveStartKey(next)
        .build();
  }

  private static Hit hit(Index index, Map<String, AttributeValue> attributes) {
    return new Hit(
        text(attributes, LedgerTable.sort(index)),
        new Key(text(attributes, LedgerTable.PARTITION), text(attributes, LedgerTable.SORT)));
  }

  private static Map<String, AttributeValue> attributes(Key key) {
    return Map.of(
        LedgerTable.PARTITION, AttributeValue.fromS(key.partition()),
        LedgerTable.SORT, AttributeValue.fromS(key.sort()));
  }

  private Map<String, AttributeValue> attributes(Item item) {
    var attributes = new HashMap<>(attributes(item.key()));
    attributes.put(LedgerTable.VERSION, number(item.version()));
    attributes.put(LedgerTable.BODY, AttributeValue.fromS(item.body()));
    if (kept != null && item.history() != null && item.work() == null) {
      attributes.put(LedgerTable.EXPIRY, number(clock.instant().plus(kept).getEpochSecond()));
    }
    for (var index : Index.values()) {
      var entry = item.entry(index);
      if (entry != null) {
        attributes.put(LedgerTable.partition(index), AttributeValue.fromS(entry.partition()));
        attributes.put(LedgerTable.sort(index), AttributeValue.fromS(entry.sort()));
      }
    }
    return attributes;
  }

  private static Item item(Key key, Map<String, AttributeValue> attributes) {
    return new Item(
        key,
        Long.parseLong(value(attributes, LedgerTable.VERSION).n()),
        entry(attributes, Index.WORK),
        entry(attributes, Index.HISTORY),
        DocumentCodec.decode(key, text(attributes, LedgerTable.BODY)));
  }

  private static @Nullable IndexEntry entry(Map<String, AttributeValue> attributes, Index index) {
    return attributes.containsKey(LedgerTable.partition(index))
        ? new IndexEntry(
            text(attributes, LedgerTable.partition(index)),
            text(attributes, LedgerTable.sort(index)))
        : null;
  }

  private static String text(Map<String, AttributeValue> attributes, String name) {
    return value(attributes, name).s();
  }

  private static AttributeValue value(Map<String, AttributeValue> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
