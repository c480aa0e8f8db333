using NetDsl;

namespace Serving;

/// <summary>The web service: each request rents a model of its own, all of which share one copy of the weights.</summary>
internal static class DigitService
{
    private const int MostBytes = 1 << 20;

    public static WebApplication Create(ModelPool<LeNet5> pool, string url)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        // where it cannot listen, the program says so itself
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.UseUrls(url).ConfigureKestrel(server => server.Limits.MaxRequestBodySize = MostBytes);
        WebApplication service = builder.Build();
        service.MapPost("/digit", (RequestDelegate)(context => AnswerAsync(context, pool)));
        return service;
    }

    /// <summary>What the network reads in a picture.</summary>
    /// <param name="file">A PNG or JPEG of any size.</param>
    /// <exception cref="DataException">It is none.</exception>
    public static Answer Read(ModelPool<LeNet5> pool, byte[] file)
    {
        Image image = Image.Decode(file, channels: 1, height: 28, width: 28, Resize.Fit, maximumPixels: 4_000_000);
        using ModelPool<LeNet5>.Lease lease = pool.Rent();
        (LeNet5.Digit digit, float probability) = lease.Model.Predict(image);
        return new Answer(digit.ToString(), probability);
    }

    private static async Task AnswerAsync(HttpContext context, ModelPool<LeNet5> pool)
    {
        using var file = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(file, context.RequestAborted);
            Answer answer = Read(pool, file.ToArray());
            await context.Response.WriteAsJsonAsync(answer, AnswerJson.Default.Answer);
        }
        catch (BadHttpRequestException exception)
        {
            context.Response.StatusCode = exception.StatusCode;
            await context.Response.WriteAsync(exception.Message);
        }
        catch (DataException exception)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(exception.Message);
        }
    }
}
