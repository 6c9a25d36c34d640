package dev.longshore.architecture.grants;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** One table of DynamoDB in memory, with the conditions and updates that the ledger's store has. */
final class MemoryDynamoDb implements DynamoDbClient {

  private final Map<String, Map<String, AttributeValue>> items = new TreeMap<>();

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    var item = items.get(key(request.key()));
    return item == null
        ? GetItemResponse.builder().build()
        : GetItemResponse.builder().item(item).build();
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    require(
        holds(request.item(), request.conditionExpression(), request.expressionAttributeValues()));
    items.put(key(request.item()), request.item());
    return PutItemResponse.builder().build();
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    var there = items.get(key(request.key()));
    var values = request.expressionAttributeValues();
    var count = there == null ? null : Long.valueOf(number(there, "count"));
    var after =
        switch (request.updateExpression()) {
          case "SET #count = :next" -> {
            require(count == null || count < number(values, ":floor"));
            yield number(values, ":next");
          }
          case "SET #count = #count + :step" ->
              Objects.requireNonNull(count) + number(values, ":step");
          case String other -> throw new IllegalArgumentException(other);
        };
    var updated = new TreeMap<>(request.key());
    updated.put("count", AttributeValue.fromN(String.valueOf(after)));
    items.put(key(request.key()), updated);
    return UpdateItemResponse.builder().attributes(updated).build();
  }

  private static long number(Map<String, AttributeValue> values, String name) {
    return Long.parseLong(Objects.requireNonNull(values.get(name), name).n());
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    require(
        holds(request.key(), request.conditionExpression(), request.expressionAttributeValues()));
    items.remove(key(request.key()));
    return DeleteItemResponse.builder().build();
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw ConditionalCheckFailedException.builder().message("it does not hold").build();
    }
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    var held = request.transactItems().stream().map(this::holds).toList();
    if (held.contains(false)) {
      throw TransactionCanceledException.builder()
          .cancellationReasons(held.stream().map(MemoryDynamoDb::reason).toList())
          .build();
    }
    for (var write : request.transactItems()) {
      if (write.put() != null) {
        items.put(key(write.put().item()), write.put().item());
      } else {
        items.remove(key(write.delete().key()));
      }
    }
    return TransactWriteItemsResponse.builder().build();
  }

  private static CancellationReason reason(boolean held) {
    return CancellationReason.builder().code(held ? "None" : "ConditionalCheckFailed").build();
  }

  private boolean holds(TransactWriteItem write) {
    var put = write.put();
    return put != null
        ? holds(put.item(), put.conditionExpression(), put.expressionAttributeValues())
        : holds(
            write.delete().key(),
            write.delete().conditionExpression(),
            write.delete().expressionAttributeValues());
  }

  private boolean holds(
      Map<String, AttributeValue> subject, String condition, Map<String, AttributeValue> values) {
    var there = items.get(key(subject));
    return switch (condition) {
      case "attribute_not_exists(#partition)" -> there == null;
      case "#version = :version" ->
          there != null && Objects.equals(there.get("version"), values.get(":version"));
      default -> throw new IllegalArgumentException(condition);
    };
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    var index = request.indexName();
    var partition = request.expressionAttributeValues().get(":partition");
    var after = request.expressionAttributeValues().get(":after");
    Comparator<Map<String, AttributeValue>> order = Comparator.comparing(item -> sort(item, index));
    var found =
        items.values().stream()
            .filter(item -> Objects.equals(item.get(index), partition))
            .filter(item -> isAfter(item, index, after, request.scanIndexForward()))
            .sorted(request.scanIndexForward() ? order : order.reversed())
            .limit(request.limit())
            .toList();
    return QueryResponse.builder().items(List.copyOf(found)).build();
  }

  private static boolean isAfter(
      Map<String, AttributeValue> item, String index, AttributeValue after, boolean ascending) {
    if (after == null) {
      return true;
    }
    var order = sort(item, index).compareTo(after.s());
    return ascending ? order > 0 : order < 0;
  }

  private static String sort(Map<String, AttributeValue> item, String index) {
    return Objects.requireNonNull(item.get(index + "Sort")).s();
  }

  private static String key(Map<String, AttributeValue> item) {
    return item.get("partition") + " " + item.get("sort");
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
