using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using NetDsl;
using StbImageWriteSharp;

namespace Serving;

/// <summary>Asks the service from many connections at once, and compares each answer with that of one thread.</summary>
internal static class LoadTest
{
    private const int Pictures = 200;

    /// <returns>The exit status: 1 where an answer was wrong.</returns>
    public static async Task<int> RunAsync(ModelPool<LeNet5> pool, LabelledImages digits, int connections, int requests)
    {
        byte[][] files = [.. digits.Images.Take(Pictures).Select(ToPng)];
        Answer[] expected = [.. files.Select(file => DigitService.Read(pool, file))];
        await using WebApplication service = DigitService.Create(pool, "http://127.0.0.1:0");
        await service.StartAsync();
        string url = service.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/digit";

        var times = new TimeSpan[requests];
        int next = -1;
        int wrong = 0;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var client = new HttpClient();
            for (int i; (i = Interlocked.Increment(ref next)) < requests;)
            {
                long begun = Stopwatch.GetTimestamp();
                Answer? answer = await AskAsync(client, url, files[i % Pictures]);
                times[i] = Stopwatch.GetElapsedTime(begun);
                if (answer != expected[i % Pictures])
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        })));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);

        Array.Sort(times);
        Console.WriteLine(FormattableString.Invariant(
            $"{requests:N0} requests over {connections} connections in {elapsed.TotalSeconds:F1} s: ")
            + FormattableString.Invariant(
                $"{requests / elapsed.TotalSeconds:N0} a second, median {times[requests / 2].TotalMilliseconds:F2} ms, ")
            + FormattableString.Invariant($"99 % within {times[requests * 99 / 100].TotalMilliseconds:F2} ms; {wrong} wrong"));
        return wrong == 0 ? 0 : 1;
    }

    private static async Task<Answer?> AskAsync(HttpClient client, string url, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        using HttpResponseMessage response = await client.PostAsync(url, content);
        return response.IsSuccessStatusCode
            ? await response.Content.ReadFromJsonAsync(AnswerJson.Default.Answer)
            : null;
    }

    private static byte[] ToPng(Image image)
    {
        using var file = new MemoryStream();
        new ImageWriter().WritePng(image.Pixels.ToArray(), image.Width, image.Height, ColorComponents.Grey, file);
        return file.ToArray();
    }
}
