namespace TatumKms.Daemon.TatumApi;

/// <summary>The API gave no usable answer. The message is a sentence without secrets.</summary>
internal sealed class ApiException(string message, Exception? innerException = null) : Exception(message, innerException);
