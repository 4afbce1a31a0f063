# Two commands are enough to start: `make run` and `make test`. Everything else is for whoever works on the product.
PYTHON ?= python3
ARGS ?=

.PHONY: run test check docs messages screenshots lighthouse lock prepare wheel clean

run:      ## Start the product with a demo organisation; the first start installs everything
	@$(PYTHON) -m tools.boot run $(ARGS)

test:     ## Install what the tests need and run them on SQLite and PostgreSQL
	@$(PYTHON) -m tools.boot test $(ARGS)

check:    ## Formats, lint, types, floors, migrations, settings for production
	@$(PYTHON) -m tools.boot check

docs:     ## Write docs/configuration.md from the table of variables
	@.venv/bin/python -m pacesetter.config.documentation

messages: ## Bring the files of translations up to date with the texts of the source
	@.venv/bin/python -m tools.translations update

screenshots: ## Take pictures of every page of the demo, at both sizes and themes, into build/screenshots
	@.venv/bin/python -m tools.screenshots $(ARGS)

lighthouse: ## What Lighthouse says of my day, scorecard and board
	@.venv/bin/python -m tools.lighthouse

prepare:  ## Only install everything for development
	@$(PYTHON) -m tools.boot prepare

wheel:    ## Build what a server is given into dist/, with the front-end files in it
	@$(PYTHON) -m tools.boot wheel

lock:     ## Compile requirements/*.in into hashed locks (ARGS=--upgrade for newest versions)
	@$(PYTHON) -m tools.boot lock $(ARGS)

clean:    ## Remove what was installed and built; keeps data/
	rm -rf .venv node_modules src/pacesetter/web/static/vendor build dist
