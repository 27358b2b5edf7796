"""The running bot killed again and again, as real processes: `make campaign KILLS=n DATABASE=sqlite|postgresql`."""
