namespace TatumKms.Cli.Terminal;

/// <summary>Whoever read the other end of a pipe has gone, as <c>head</c> does when it has seen enough.</summary>
internal sealed class ReaderGoneException(string message) : IOException(message);
