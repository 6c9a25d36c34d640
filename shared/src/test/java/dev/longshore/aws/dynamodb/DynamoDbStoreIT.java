package dev.longshore.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.admission.Slot;
import dev.longshore.ledger.Document;
import dev.longshore.ledger.Index;
import dev.longshore.ledger.IndexEntry;
import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.SharedStoreContract;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The ledger's contract over DynamoDB's wire.
 *
 * <p>What answers is MiniStack, which is not AWS. It differs where the contract leaves room: it
 * carries out one request after the other, so that transactions never conflict (on AWS a loser may
 * be told {@code TransactionConflict} or {@code TransactionInProgressException}, and all may lose);
 * its indexes never lag (AWS's are eventually consistent); of equal sort texts it answers in the
 * order of the table's keys (AWS promises none); it takes a sort text of an index of more than
 * 1,024 bytes (AWS refuses it). It never throttles. {@link DynamoDbStoreTest} has those answers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">How
 *     DynamoDB transactions work</a>
 */
@Tag("dynamodb")
class DynamoDbStoreIT extends SharedStoreContract {

  private static final AtomicInteger TABLES = new AtomicInteger();

  @SuppressWarnings("NullAway.Init")
  private static MiniStack server;

  private final String table = "ledger-" + TABLES.incrementAndGet();
  private final AnswerLosingHttp http = new AnswerLosingHttp(UrlConnectionHttpClient.create());
  private final DynamoDbClient dynamo =
      DynamoDbClient.builder()
          .endpointOverride(server.endpoint())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
          .httpClient(http)
          .build();

  @BeforeAll
  static void startServer(@TempDir Path folder) throws Exception {
    server = MiniStack.start(folder, "dynamodb");
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.stop();
  }

  @BeforeEach
  void createTable() {
    var _ = dynamo.createTable(LedgerTable.creation(table));
    try (var waiter = dynamo.waiter()) {
      var _ = waiter.waitUntilTableExists(request -> request.tableName(table));
    }
  }

  @AfterEach
  void close() {
    dynamo.close();
    http.close();
  }

  @Override
  protected Store store() {
    return new DynamoDbStore(dynamo, table);
  }

  @Override
  protected Store another() {
    return store();
  }

  @Override
  protected void letIndexesCatchUp() {
    // They have.
  }

  @Test
  void aTransactionWhoseAnswerIsLostIsAnsweredAgainAndCarriedOutOnce() {
    http.loseNextAnswer();
    assertThat(store().commit(List.of(put("a", 1), put("b", 1)))).isTrue();

    assertThat(http.lost).isOne();
    assertThat(store().get(key("a"))).isNotNull();

    http.loseNextAnswer();
    assertThat(store().commit(List.of(put("a", 2), put("b", 2)))).isTrue();

    assertThat(store().commit(List.of(put("a", 3), put("b", 3)))).isTrue();
    assertThat(http.lost).isEqualTo(2);
  }

  /** The ledger reads again after a false answer, and then finds what it had written. */
  @Test
  void aSingleWriteWhoseAnswerIsLostSeemsToHaveLostAgainstItself() {
    http.loseNextAnswer();
    assertThat(store().commit(List.of(put("a", 1)))).isFalse();
    assertThat(store().get(key("a"))).isEqualTo(item("a", 1));

    http.loseNextAnswer();
    assertThat(store().commit(List.of(put("a", 2)))).isFalse();
    assertThat(store().get(key("a"))).isEqualTo(item("a", 2));

    http.loseNextAnswer();
    assertThat(store().commit(List.of(new Write.Delete(key("a"), 2)))).isFalse();
    assertThat(store().get(key("a"))).isNull();
    assertThat(http.lost).isEqualTo(3);
  }

  @Test
  void aTransactionOfMoreThanFourMegabytesIsRefusedAsAWhole() {
    var name = "x".repeat(Item.BYTES_MAX - 1000);
    var writes =
        IntStream.range(0, 11)
            .<Write>mapToObj(i ->
                new Write.Put(
                    new Item(key("k" + i), 1, null, null, new Document.OfSlot(Slot.empty(name)))))
            .toList();

    assertThatThrownBy(() -> store().commit(writes))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("4MB");

    for (var write : writes) {
      assertThat(store().get(write.key())).isNull();
    }
  }

  @Test
  void anIndexHoldsKeysOnlyAndOnlyOfItemsThatHaveAPlaceInIt() {
    var placed = new IndexEntry("here", "1");
    var document = new Document.OfSlot(Slot.empty("s"));
    assertThat(
            store().commit(List.of(new Write.Put(new Item(key("in"), 1, placed, null, document)))))
        .isTrue();
    assertThat(store().commit(List.of(put("out", 1)))).isTrue();

    var scanned =
        dynamo
            .scan(request -> request.tableName(table).indexName(LedgerTable.name(Index.WORK)))
            .items();

    assertThat(scanned)
        .singleElement()
        .satisfies(entry ->
            assertThat(entry)
                .containsOnlyKeys(
                    LedgerTable.PARTITION,
                    LedgerTable.SORT,
                    LedgerTable.partition(Index.WORK),
                    LedgerTable.sort(Index.WORK)));
  }

  private static Key key(String name) {
    return new Key("SLOT#" + name, "SLOT");
  }

  private static Item item(String name, long version) {
    return new Item(key(name), version, null, null, new Document.OfSlot(Slot.empty(name)));
  }

  private static Write put(String name, long version) {
    return new Write.Put(item(name, version));
  }

  /** A network that at times breaks off after a request was carried out. */
  private static final class AnswerLosingHttp implements SdkHttpClient {

    private final SdkHttpClient http;
    private boolean losesNext;
    int lost;

    AnswerLosingHttp(SdkHttpClient http) {
      this.http = http;
    }

    void loseNextAnswer() {
      losesNext = true;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      var prepared = http.prepareRequest(request);
      return losesNext ? new LosingRequest(prepared) : prepared;
    }

    private final class LosingRequest implements ExecutableHttpRequest {

      private final ExecutableHttpRequest request;

      LosingRequest(ExecutableHttpRequest request) {
        this.request = request;
      }

      @Override
      public HttpExecuteResponse call() throws IOException {
        var _ = request.call();
        losesNext = false;
        lost++;
        throw new IOException("the connection was reset");
      }

      @Override
      public void abort() {
        request.abort();
      }
    }

    @Override
    public String clientName() {
      return http.clientName();
    }

    @Override
    public void close() {
      http.close();
    }
  }
}
