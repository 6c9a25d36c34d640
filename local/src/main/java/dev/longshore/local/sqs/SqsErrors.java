package dev.longshore.local.sqs;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/**
 * The errors of SQS, as the SDK throws them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
final class SqsErrors {

  static final String INVALID_PARAMETER = "InvalidParameterValue";
  static final String MISSING_PARAMETER = "MissingParameter";

  private static final int STATUS = 400;

  private SqsErrors() {}

  static SqsException noSuchQueue() {
    return complete(
        QueueDoesNotExistException.builder(),
        "QueueDoesNotExist",
        "The specified queue does not exist.");
  }

  static SqsException queueExists() {
    return complete(
        QueueNameExistsException.builder(),
        "QueueNameExists",
        "A queue already exists with the same name and a different value for an attribute.");
  }

  static SqsException invalidReceipt() {
    return complete(
        ReceiptHandleIsInvalidException.builder(),
        "ReceiptHandleIsInvalid",
        "The input receipt handle is invalid.");
  }

  static SqsException notInFlight() {
    return complete(
        MessageNotInflightException.builder(),
        "MessageNotInflight",
        "The specified message isn't in flight.");
  }

  static SqsException invalidContents() {
    return complete(
        InvalidMessageContentsException.builder(),
        "InvalidMessageContents",
        "The message contains characters outside the allowed set.");
  }

  static SqsException unknownAttribute(String name) {
    return complete(
        InvalidAttributeNameException.builder(),
        "InvalidAttributeName",
        "Unknown Attribute %s.".formatted(name));
  }

  static SqsException invalidAttribute(String name) {
    return complete(
        InvalidAttributeValueException.builder(),
        "InvalidAttributeValue",
        "Invalid value for the parameter %s.".formatted(name));
  }

  static SqsException emptyBatch() {
    return complete(
        EmptyBatchRequestException.builder(),
        "EmptyBatchRequest",
        "There should be at least one entry in the request.");
  }

  static SqsException tooManyEntries(int entries) {
    return complete(
        TooManyEntriesInBatchRequestException.builder(),
        "TooManyEntriesInBatchRequest",
        "Maximum number of entries per request are %d. You have sent %d."
            .formatted(Batch.ENTRIES_MAX, entries));
  }

  static SqsException idsNotDistinct() {
    return complete(
        BatchEntryIdsNotDistinctException.builder(),
        "BatchEntryIdsNotDistinct",
        "Two or more batch entries in the request have the same Id.");
  }

  static SqsException invalidEntryId() {
    return complete(
        InvalidBatchEntryIdException.builder(),
        "InvalidBatchEntryId",
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores, at most %d."
            .formatted(Batch.ID_MAX));
  }

  static SqsException batchTooLong(long bytes) {
    return complete(
        BatchRequestTooLongException.builder(),
        "BatchRequestTooLong",
        "Batch requests cannot be longer than %d bytes. You have sent %d bytes."
            .formatted(MessageLimits.BYTES_MAX, bytes));
  }

  static SqsException invalidParameter(String message) {
    return complete(SqsException.builder(), INVALID_PARAMETER, message);
  }

  static SqsException missingParameter(String name) {
    return complete(
        SqsException.builder(),
        MISSING_PARAMETER,
        "The request must contain the parameter %s.".formatted(name));
  }

  private static SqsException complete(SqsException.Builder error, String code, String message) {
    var details =
        AwsErrorDetails.builder().serviceName("Sqs").errorCode(code).errorMessage(message).build();
    return (SqsException)
        error.message(message).statusCode(STATUS).awsErrorDetails(details).build();
  }
}
