namespace TatumKms.Core;

/// <summary>What kind of thing went wrong; the command line maps each to one exit code.</summary>
public enum KmsError
{
    /// <summary>The user asked for something that makes no sense: a bad chain, index, mnemonic, key or option.</summary>
    Usage,

    /// <summary>No wallet file there, or no such entry in it.</summary>
    NotFound,

    /// <summary>The password does not open the store.</summary>
    WrongPassword,

    /// <summary>The store is damaged, altered, or of a format that this version does not know.</summary>
    StoreDamaged,

    /// <summary>Another process holds the store or the journal.</summary>
    Locked,

    /// <summary>Something is not set up: API key, password source, URL.</summary>
    Configuration,

    /// <summary>The API cannot be reached or refuses.</summary>
    Api,

    /// <summary>The operating system refused to read or write.</summary>
    InputOutput,
}

/// <summary>
/// An expected failure that stops a command. Message and hint are whole sentences for the user and never hold a secret.
/// </summary>
public sealed class KmsException : Exception
{
    /// <summary>Makes a failure with a sentence that says what happened and, where there is one, a hint that says what to do next.</summary>
    public KmsException(KmsError error, string message, string? hint = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Error = error;
        Hint = hint;
    }

    /// <summary>The kind of failure.</summary>
    public KmsError Error { get; }

    /// <summary>What the user can do about it, or nothing.</summary>
    public string? Hint { get; }
}
