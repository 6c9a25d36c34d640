package dev.longshore.aws.dynamodb;

import dev.longshore.ledger.Index;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The ledger's table: what its attributes and indexes are called. */
public final class LedgerTable {

  public static final String PARTITION = "partition";
  public static final String SORT = "sort";
  public static final String VERSION = "version";
  public static final String BODY = "body";

  /** Where a counter stands; counters have nothing else. */
  public static final String COUNT = "count";

  /** When DynamoDB may delete the item, in seconds since 1970; an item without it stays. */
  public static final String EXPIRY = "expiry";

  private LedgerTable() {}

  /** The name of an index. */
  public static String name(Index index) {
    return switch (index) {
      case WORK -> "work";
      case HISTORY -> "history";
    };
  }

  /** The attribute that holds an item's partition in an index; an item without it is not there. */
  public static String partition(Index index) {
    return name(index);
  }

  /** The attribute that holds an item's sort text in an index. */
  public static String sort(Index index) {
    return name(index) + "Sort";
  }

  /** What creates such a table, as the deployed one is described in its template. */
  public static CreateTableRequest creation(String table) {
    var indexes = Arrays.stream(Index.values());
    return CreateTableRequest.builder()
        .tableName(table)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(keyAttributes())
        .keySchema(keys(PARTITION, SORT))
        .globalSecondaryIndexes(indexes.map(LedgerTable::creation).toList())
        .build();
  }

  private static List<AttributeDefinition> keyAttributes() {
    var ofIndexes = Arrays.stream(Index.values()).flatMap(i -> Stream.of(partition(i), sort(i)));
    return Stream.concat(Stream.of(PARTITION, SORT), ofIndexes)
        .map(name ->
            AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build())
        .toList();
  }

  private static GlobalSecondaryIndex creation(Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(name(index))
        .keySchema(keys(partition(index), sort(index)))
        .projection(Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build())
        .build();
  }

  private static List<KeySchemaElement> keys(String partition, String sort) {
    return List.of(
        KeySchemaElement.builder().attributeName(partition).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName(sort).keyType(KeyType.RANGE).build());
  }
}
