using VggExample;
using Examples;

return ImageNetProgram.Run(
    args,
    "The networks of 16 and 19 layers of Oxford's Visual Geometry Group.",
    new ImageNetwork<Vgg16>(
        "vgg16", 224, Vgg16.OutputSize, $"{Vgg16.ParameterCount:N0} parameters, {Vgg16.MultiplyAdds:N0} multiply-adds an image",
        Vgg16.Create, Vgg16.Schedules.Published, (model, image, probabilities) => model.Probabilities(image, probabilities)),
    new ImageNetwork<Vgg19>(
        "vgg19", 224, Vgg19.OutputSize, $"{Vgg19.ParameterCount:N0} parameters, {Vgg19.MultiplyAdds:N0} multiply-adds an image",
        Vgg19.Create, null, (model, image, probabilities) => model.Probabilities(image, probabilities)));
