using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Sockets;
using Examples;
using NetDsl;
using Serving;

var weights = new Option<string?>("--weights")
{
    Description = "Trained LeNet5 weights, as examples/Digits saves them; else it is trained on drawn digits first",
    HelpName = "FILE",
};
var url = new Option<string>("--url")
{
    Description = "Where it listens",
    DefaultValueFactory = _ => "http://localhost:5080",
};
var load = new Option<int>("--load")
{
    Description = "Measures itself instead: so many connections, each of which asks without a pause",
    HelpName = "CONNECTIONS",
    CustomParser = result => Positive(result, "--load"),
};
var requests = new Option<int>("--requests")
{
    Description = "Of all connections together, with --load",
    DefaultValueFactory = _ => 20_000,
    CustomParser = result => Positive(result, "--requests"),
};
url.Validators.Add(result =>
{
    string text = result.GetValueOrDefault<string>();
    if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? found) || found.Scheme is not ("http" or "https"))
    {
        result.AddError($"--url must be such as http://localhost:5080, not '{text}'");
    }
});

var command = new RootCommand("Serves LeNet-5: POST a picture of a digit, PNG or JPEG, to /digit.")
{
    weights, url, load, requests,
};
command.SetAction(arguments => Failure.Guard(() => Run(
    arguments.GetValue(weights), arguments.GetValue(url)!, arguments.GetValue(load), arguments.GetValue(requests))));

var parsed = command.Parse(args);
return parsed.Errors.Count > 0 ? Failure.Report(parsed.Errors[0].Message) : parsed.Invoke();

static int Positive(ArgumentResult result, string name)
{
    if (int.TryParse(result.Tokens[0].Value, out int count) && count is > 0 and <= 10_000_000)
    {
        return count;
    }

    result.AddError($"{name} must be a whole number from 1 to 10,000,000, not '{result.Tokens[0].Value}'");
    return 0;
}

static int Run(string? weights, string url, int connections, int requests)
{
    ImageDataSet digits = SampleDigits.Create();
    using ModelPool<LeNet5> pool = CreatePool(weights, digits);
    if (connections > 0)
    {
        return LoadTest.RunAsync(pool, (LabelledImages)digits.Test!, connections, requests).GetAwaiter().GetResult();
    }

    using WebApplication service = DigitService.Create(pool, url);
    service.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(
        $"POST a picture to {url}/digit: curl --data-binary @seven.png {url}/digit"));
    try
    {
        service.Run();
        return 0;
    }
    catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException)
    {
        return Failure.Report($"cannot listen at {url}: {exception.Message}");
    }
}

static ModelPool<LeNet5> CreatePool(string? weights, DataSet digits)
{
    // the pool keeps the weights; what training needed goes with the model
    using LeNet5 model = LeNet5.Create(seed: 42, Device.Cpu);
    if (weights is not null)
    {
        model.Load(weights);
    }
    else
    {
        Console.WriteLine("No --weights: training on drawn digits for an epoch");
        model.Run(LeNet5.Schedules.Standard, digits, options: new RunOptions { Epochs = 1 });
    }

    return new ModelPool<LeNet5>(model);
}
