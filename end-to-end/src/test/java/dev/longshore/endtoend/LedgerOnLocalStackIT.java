package dev.longshore.endtoend;

import dev.longshore.aws.dynamodb.DynamoDbStore;
import dev.longshore.aws.dynamodb.LedgerTable;
import dev.longshore.ledger.SharedStoreContract;
import dev.longshore.ledger.Store;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The ledger's contract on the DynamoDB of LocalStack, which is AWS's own DynamoDB Local: unlike
 * MiniStack's, its transactions meet each other.
 */
@Tag("containers")
class LedgerOnLocalStackIT extends SharedStoreContract {

  private static final AtomicInteger TABLES = new AtomicInteger();

  @SuppressWarnings("NullAway.Init")
  private static LocalStack aws;

  private final String table = "ledger-" + TABLES.incrementAndGet();
  private final DynamoDbClient dynamo = aws.configured(DynamoDbClient.builder()).build();

  @BeforeAll
  static void start() {
    aws = LocalStack.start();
  }

  @AfterAll
  static void end() {
    aws.close();
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
}
