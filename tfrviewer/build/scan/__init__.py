"""What lies in a folder of images, or in a sheet that names them."""
