package dev.longshore.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.ledger.Document;
import dev.longshore.ledger.Documents;
import dev.longshore.ledger.Index;
import dev.longshore.ledger.IndexEntry;
import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.Store.Order;
import dev.longshore.ledger.Store.Query;
import dev.longshore.ledger.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** What DynamoDB answers in earnest only: conflicts, throttling, outages, pages of 1 MB. */
class DynamoDbStoreTest {

  private static final Write ONE = put("one");
  private static final Write OTHER = put("other");

  private static Write put(String name) {
    return new Write.Put(
        new Item(
            new Key("RUN#" + name, "RUN"), 2, null, null, new Document.OfRun(Documents.run(name))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ConditionalCheckFailed None",
        "None ConditionalCheckFailed",
        "ConditionalCheckFailed ConditionalCheckFailed",
        "TransactionConflict None",
        "TransactionConflict ConditionalCheckFailed"
      })
  void aTransactionThatLostIsNoOutage(String reasons) {
    var store = new DynamoDbStore(new FailingDynamo(cancelled(reasons)), "ledger");

    assertThat(store.commit(List.of(ONE, OTHER))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ThrottlingError None",
        "ProvisionedThroughputExceeded None",
        "ValidationError None",
        "ItemCollectionSizeLimitExceeded None",
        "ConditionalCheckFailed ThrottlingError"
      })
  void aTransactionCancelledForAnotherReasonIsAnOutage(String reasons) {
    var cancelled = cancelled(reasons);
    var store = new DynamoDbStore(new FailingDynamo(cancelled), "ledger");

    assertThatThrownBy(() -> store.commit(List.of(ONE, OTHER))).isSameAs(cancelled);
  }

  @Test
  void aTransactionCancelledWithoutReasonsIsAnOutage() {
    var cancelled = TransactionCanceledException.builder().build();
    var store = new DynamoDbStore(new FailingDynamo(cancelled), "ledger");

    assertThatThrownBy(() -> store.commit(List.of(ONE, OTHER))).isSameAs(cancelled);
  }

  /** Its first try goes on; whether it takes effect is not known yet. */
  @Test
  void aTransactionThatIsStillInProgressIsAnOutage() {
    var inProgress = TransactionInProgressException.builder().build();
    var store = new DynamoDbStore(new FailingDynamo(inProgress), "ledger");

    assertThatThrownBy(() -> store.commit(List.of(ONE, OTHER))).isSameAs(inProgress);
  }

  private static TransactionCanceledException cancelled(String reasons) {
    return TransactionCanceledException.builder()
        .cancellationReasons(
            Arrays.stream(reasons.split(" ", -1))
                .map(code -> CancellationReason.builder().code(code).build())
                .toList())
        .build();
  }

  @Test
  void aWriteThatATransactionIsInTheWayOfHasLost() {
    var inTheWay = TransactionConflictException.builder().build();
    var store = new DynamoDbStore(new FailingDynamo(inTheWay), "ledger");

    assertThat(store.commit(List.of(ONE))).isFalse();
    assertThat(store.commit(List.of(new Write.Delete(ONE.key(), 1)))).isFalse();
  }

  @Test
  void throttlingAndServerErrorsAreOutages() {
    for (DynamoDbException error :
        List.<DynamoDbException>of(
            ProvisionedThroughputExceededException.builder().build(),
            RequestLimitExceededException.builder().build(),
            InternalServerErrorException.builder().build())) {
      var store = new DynamoDbStore(new FailingDynamo(error), "ledger");

      assertThatThrownBy(() -> store.get(ONE.key())).isSameAs(error);
      assertThatThrownBy(() -> store.commit(List.of(ONE))).isSameAs(error);
      assertThatThrownBy(() -> store.commit(List.of(new Write.Delete(ONE.key(), 1))))
          .isSameAs(error);
      assertThatThrownBy(() -> store.commit(List.of(ONE, OTHER))).isSameAs(error);
      assertThatThrownBy(() -> store.query(query(1))).isSameAs(error);
    }
  }

  /** A DynamoDB that answers everything with one error. */
  private record FailingDynamo(DynamoDbException error) implements DynamoDbClient {

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      throw error;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      throw error;
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
      throw error;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      throw error;
    }

    @Override
    public QueryResponse query(QueryRequest request) {
      throw error;
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  @Test
  void anAnswerInPagesIsReadToTheLimit() {
    for (var limit = 1; limit <= 8; limit++) {
      var dynamo = new PagingDynamo(3, 7, new ArrayList<>());
      var hits = new DynamoDbStore(dynamo, "ledger").query(query(limit));

      assertThat(hits).hasSize(Math.min(limit, 7)).doesNotHaveDuplicates();
      assertThat(dynamo.limits().getFirst()).isEqualTo(limit);
      assertThat(dynamo.limits()).hasSize((Math.min(limit, 7) + 2) / 3);
    }
  }

  /** A DynamoDB whose index has {@code total} entries, of which it never answers more at once. */
  private record PagingDynamo(int most, int total, List<Integer> limits) implements DynamoDbClient {

    @Override
    public QueryResponse query(QueryRequest request) {
      limits.add(request.limit());
      var from =
          request.hasExclusiveStartKey()
              ? Integer.parseInt(
                      Objects.requireNonNull(request.exclusiveStartKey().get(LedgerTable.SORT)).s())
                  + 1
              : 0;
      var to = Math.min(total, from + Math.min(most, request.limit()));
      var items = IntStream.range(from, to).mapToObj(PagingDynamo::entry).toList();
      return QueryResponse.builder()
          .items(items)
          .lastEvaluatedKey(to < total ? items.getLast() : null)
          .build();
    }

    private static Map<String, AttributeValue> entry(int i) {
      var text = AttributeValue.fromS(Integer.toString(i));
      return Map.of(
          LedgerTable.PARTITION,
          text,
          LedgerTable.SORT,
          text,
          LedgerTable.partition(Index.WORK),
          AttributeValue.fromS("OPEN"),
          LedgerTable.sort(Index.WORK),
          text);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /** A DynamoDB that notes what is put. */
  private record NotingDynamo(List<Map<String, AttributeValue>> put) implements DynamoDbClient {

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      put.add(request.item());
      return PutItemResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static Write run(@Nullable IndexEntry work, @Nullable IndexEntry history) {
    return new Write.Put(
        new Item(ONE.key(), 2, work, history, new Document.OfRun(Documents.run("one"))));
  }

  @Test
  void onlyARunOnWhichNothingIsLeftToBeDoneExpires() {
    var dynamo = new NotingDynamo(new ArrayList<>());
    var now = Instant.parse("2026-11-28T00:00:00.900Z");
    var store = new DynamoDbStore(dynamo, "ledger", () -> now, Duration.ofDays(1));
    var entry = new IndexEntry("p", "s");

    for (var write : List.of(run(null, entry), run(entry, entry), run(null, null))) {
      assertThat(store.commit(List.of(write))).isTrue();
    }
    assertThat(new DynamoDbStore(dynamo, "ledger").commit(List.of(run(null, entry)))).isTrue();

    assertThat(dynamo.put())
        .extracting(item -> item.get(LedgerTable.EXPIRY))
        .containsExactly(AttributeValue.fromN("1795910400"), null, null, null);
  }

  private static Query query(int limit) {
    return new Query(Index.WORK, "OPEN", null, Order.ASCENDING, limit);
  }
}
