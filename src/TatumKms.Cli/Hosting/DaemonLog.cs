using System.Text;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Sinks.File;
using TatumKms.Core;

namespace TatumKms.Cli.Hosting;

/// <summary>
/// The daemon's log on standard error, and in files where the owner wants them: a line for a person, or a line of JSON for a
/// collector. Of an exception both have the type only: its message may quote anything.
/// </summary>
internal sealed class DaemonLog(TextWriter output, ITextFormatter formatter) : ILogEventSink
{
    private const long LargestFile = 10L * 1024 * 1024;
    private const int MostFiles = 10;

    /// <summary>A provider that writes to <paramref name="output"/>, which it does not own, and to the log's files.</summary>
    /// <exception cref="KmsException">The file cannot be written (<see cref="KmsError.InputOutput"/>).</exception>
    public static SerilogLoggerProvider Create(TextWriter output, LogSettings settings)
    {
        ITextFormatter formatter = settings.AsJson ? new JsonLineFormatter() : new PlainLineFormatter();
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(settings.Level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.Sink(new DaemonLog(output, formatter));
        if (settings.File is { } path)
        {
            LogFiles.Prepare(path);
            configuration.WriteTo.File(
                formatter, path, fileSizeLimitBytes: LargestFile, rollOnFileSizeLimit: true, retainedFileCountLimit: MostFiles, hooks: new LogFiles());
        }

        return new SerilogLoggerProvider(configuration.CreateLogger(), dispose: true);
    }

    /// <summary>Writes a line at once.</summary>
    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter { NewLine = "\n" };
        formatter.Format(logEvent, line);
        output.Write(line.ToString());
    }

    /// <summary>Files that their owner alone can read.</summary>
    private sealed class LogFiles : FileLifecycleHooks
    {
        private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        /// <summary>Makes the file, so that a log that cannot be written is noticed now.</summary>
        public static void Prepare(string path)
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnersFile;
            }

            try
            {
                new FileStream(path, options).Dispose();
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw new KmsException(
                    KmsError.InputOutput, $"The log file cannot be written: {cause.Message}", "Name a file in a folder that exists with --log-file.", cause);
            }
        }

        public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, OwnersFile);
            }

            return underlyingStream;
        }
    }
}

/// <summary>What is logged, and how.</summary>
/// <param name="AsJson">Objects for a collector, not lines for a person.</param>
/// <param name="Level">The least that is logged.</param>
/// <param name="File">The full path of the file that has the log, too; or nothing.</param>
internal sealed record LogSettings(bool AsJson = false, LogEventLevel Level = LogEventLevel.Information, string? File = null);
