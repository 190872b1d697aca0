"""The fault run of mail: real servers, real processes, killed and cut at random; `make torture-mail` is the way in."""
